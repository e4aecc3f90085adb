/** Make an element. Names that start with "on" are event listeners; text is always text. */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Put values in the places of a sentence: fill("By {date}", {date: "1 May"}). */
export const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (place, name) => (name in values ? values[name] : place));
