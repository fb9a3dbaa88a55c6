/**
 * The page's document for a library that writes style sheets as text: the content security policy refuses those, and allows sheets
 * that are objects. What the library makes as a `style` element stands for such an object; styles of elements are set by property.
 */
export function strictDocument(): Document {
  return new Proxy(document, {
    get: (target, key) => {
      if (key === "createElement") {
        return createElement;
      }
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** Does something with a library that asks for the page's document itself, all that it makes meanwhile being as above. */
export function strictly(run: () => void): void {
  document.createElement = createElement as typeof document.createElement;
  try {
    run();
  } finally {
    // The document's own is its prototype's.
    Reflect.deleteProperty(document, "createElement");
  }
}

function createElement(name: string): HTMLElement {
  if (name === "style") {
    return sheetElement();
  }
  const element = make(name);
  element.setAttribute = setAttribute;
  return element;
}

function make(name: string): HTMLElement {
  return Document.prototype.createElement.call(document, name);
}

function setAttribute(this: HTMLElement, name: string, value: string): void {
  if (name === "style") {
    this.style.cssText = value;
  } else {
    Element.prototype.setAttribute.call(this, name, value);
  }
}

/** An element that draws nothing and whose text is a style sheet, for as long as it is in the page. */
function sheetElement(): HTMLElement {
  const sheet = new CSSStyleSheet();
  const element = make("span");
  element.hidden = true;
  document.adoptedStyleSheets.push(sheet);
  Object.defineProperty(element, "textContent", {
    get: () => "",
    set: (text: string) => sheet.replaceSync(text),
  });
  element.remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    Element.prototype.remove.call(element);
  };
  return element;
}
