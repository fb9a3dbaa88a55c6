import type { ReactNode, Ref } from "react";
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Text,
} from "react-aria-components";
import { Icon } from "./Icon";

export interface MenuEntry {
  readonly id: string;
  readonly text: string;
  readonly icon?: string;
  /** Entries of one section stand together, below its title. */
  readonly section?: string;
  /** Says why it cannot be chosen. */
  readonly refusal?: string;
  /** Something may be lost by it. */
  readonly danger?: boolean;
  /** Stands at the end: a count, a key, a tick. */
  readonly mark?: ReactNode;
}

/** A button that opens a menu. */
export function MenuButton({
  children,
  className,
  label,
  items,
  chosen,
  placement = "bottom end",
  button,
  onAction,
}: {
  children: ReactNode;
  className: string;
  label: string;
  items: readonly MenuEntry[];
  /** The entry that holds now, where the menu is a choice. */
  chosen?: string;
  placement?: PopoverProps["placement"];
  /** Where the button is found, for a key that presses it. */
  button?: Ref<HTMLButtonElement>;
  onAction: (id: string) => void;
}) {
  return (
    <MenuTrigger>
      <Button className={className} aria-label={label} {...(button === undefined ? {} : { ref: button })}>
        {children}
      </Button>
      <Popover placement={placement} offset={4} className="pop">
        <Menu
          className="menu"
          aria-label={label}
          onAction={(key) => onAction(String(key))}
          selectionMode={chosen === undefined ? "none" : "single"}
          selectedKeys={chosen === undefined ? [] : [chosen]}
        >
          {sectionsOf(items).map(([title, entries]) =>
            title === undefined ? (
              entries.map((item) => entry(item, chosen))
            ) : (
              <MenuSection key={title}>
                <Header className="ml">{title}</Header>
                {entries.map((item) => entry(item, chosen))}
              </MenuSection>
            ),
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function sectionsOf(items: readonly MenuEntry[]): [string | undefined, MenuEntry[]][] {
  const titles = [...new Set(items.map(({ section }) => section))];
  return titles.map((title) => [title, items.filter(({ section }) => section === title)]);
}

function entry(item: MenuEntry, chosen: string | undefined) {
  return (
    <MenuItem
      key={item.id}
      id={item.id}
      textValue={item.text}
      className={item.danger === true ? "it danger" : "it"}
      isDisabled={item.refusal !== undefined}
    >
      {item.icon !== undefined && <Icon name={item.icon} />}
      <span className="itext">
        <Text slot="label">{item.text}</Text>
        {item.refusal !== undefined && (
          <Text slot="description" className="refusal">
            {item.refusal}
          </Text>
        )}
      </span>
      {item.mark !== undefined && <span className="r">{item.mark}</span>}
      {item.id === chosen && (
        <span className="r">
          <Icon name="check" small />
        </span>
      )}
    </MenuItem>
  );
}
