import type { TableData } from "../../protocol/generated/messages";

/** What can be asked of these rows, as examples for the query's placeholder: `ns: status: label: restarts>3`. */
export function fieldsHint(data: Pick<TableData, "columns" | "namespaced"> | null): string {
  const columns = data?.columns ?? [];
  const idOf = (...kinds: string[]) => columns.find((column) => kinds.includes(column.kind))?.id;
  const status = idOf("status");
  const count = idOf("restarts", "number");
  const amount = idOf("quantity", "capacity");
  return [
    data?.namespaced === false ? null : "ns:",
    status === undefined ? null : `${status}:`,
    "label:",
    count !== undefined ? `${count}>3` : amount !== undefined ? `${amount}>1` : null,
  ]
    .filter((field) => field !== null)
    .join(" ");
}
