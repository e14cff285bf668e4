import { defineConfig } from "vite";

// The page asks its own origin, so the server needs no CORS rule for it. Another server: GRAPHQL_ENDPOINT.
const target = process.env.GRAPHQL_ENDPOINT ?? "http://127.0.0.1:4000/graphql";

export default defineConfig({
  server: { proxy: { "/graphql": { target: new URL(target).origin, changeOrigin: true } } },
});
