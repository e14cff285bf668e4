/** The server's process, ended at random moments while pictures are generated: five times by SIGTERM, five by SIGKILL. */
import { describeKills } from "../helpers/kill-suite.js";

describeKills(5);
