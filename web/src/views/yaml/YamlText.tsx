import { type TokenKind, YamlTokens } from "./tokens";

const CLASSES: Record<TokenKind, string | undefined> = {
  key: "k",
  text: "sx",
  number: "nx",
  comment: "cx",
  plain: undefined,
};

/** A short YAML text in colours. */
export function YamlText({ text }: { text: string }) {
  const tokens = new YamlTokens();
  return text
    .trimEnd()
    .split("\n")
    .map((line, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line is nothing but its number
      <YamlLine key={i} tokens={tokens.line(line)} />
    ));
}

/** One line of it. */
export function YamlLine({ tokens }: { tokens: ReturnType<YamlTokens["line"]> }) {
  return (
    <>
      {tokens.map((token, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a token is nothing but its place
        <span key={i} className={CLASSES[token.kind]}>
          {token.text}
        </span>
      ))}
      {"\n"}
    </>
  );
}
