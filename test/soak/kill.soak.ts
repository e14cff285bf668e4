/** As test/integration/kill.test.ts, fifty times by SIGTERM and fifty by SIGKILL. `npm run test:soak`. */
import { describeKills } from "../helpers/kill-suite.js";

describeKills(50);
