import antd from "antd/locale/en_US";
import dayjs from "dayjs";
import "dayjs/locale/en";
import { gather } from "./gather";
import type { Catalogue, Messages } from "./index";

dayjs.locale("en");

const files = import.meta.glob<Messages>(
  ["../app/messages*.en.ts", "../ui/messages*.en.ts", "../features/*/messages*.en.ts"],
  { eager: true, import: "default" },
);

const catalogue: Catalogue = { messages: gather(files), antd };
export default catalogue;
