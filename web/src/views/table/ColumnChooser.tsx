import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { Icon } from "../../design/Icon";
import { useText } from "../../i18n/text";
import type { TableData } from "../../protocol/generated/messages";

/** Which columns are shown, and in which order. */
export function ColumnChooser({
  data,
  onColumns,
}: {
  data: TableData;
  /** null for the pack's choice. */
  onColumns: (columns: string[] | null) => void;
}) {
  const t = useText();
  const shown = data.columns.map((column) => column.id);
  const hidden = data.allColumns.filter((column) => !shown.includes(column.id));
  const move = (from: number, to: number) => {
    const id = shown[from];
    if (id !== undefined && to >= 0 && to < shown.length) {
      onColumns(shown.toSpliced(from, 1).toSpliced(to, 0, id));
    }
  };
  return (
    <DialogTrigger>
      <Button className="btn q">
        <Icon name="columns" small />
        <span className="wide">{t("columns.title")}</span>
      </Button>
      <Popover placement="bottom end" offset={4} className="pop">
        <Dialog className="menu columns" aria-label={t("columns.title")}>
          {data.columns.map((column, i) => (
            <div key={column.id} className="it">
              <label className="grow rowf">
                <input
                  type="checkbox"
                  checked
                  disabled={shown.length === 1}
                  onChange={() => onColumns(shown.filter((id) => id !== column.id))}
                />
                <span className="ell">{column.title}</span>
              </label>
              <button
                type="button"
                className="btn q s ic"
                aria-label={t("columns.earlier", { column: column.title })}
                disabled={i === 0}
                onClick={() => move(i, i - 1)}
              >
                <Icon name="ascending" small />
              </button>
              <button
                type="button"
                className="btn q s ic"
                aria-label={t("columns.later", { column: column.title })}
                disabled={i === shown.length - 1}
                onClick={() => move(i, i + 1)}
              >
                <Icon name="descending" small />
              </button>
            </div>
          ))}
          {hidden.length > 0 && <hr />}
          {hidden.map((column) => (
            <div key={column.id} className="it">
              <label className="grow rowf">
                <input type="checkbox" checked={false} onChange={() => onColumns([...shown, column.id])} />
                <span className="ell">{column.title}</span>
              </label>
            </div>
          ))}
          <hr />
          <button type="button" className="it reset" onClick={() => onColumns(null)}>
            {t("columns.reset")}
          </button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
