export { publicRoutes, routes } from "./routes";
