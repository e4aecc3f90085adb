/** Red, green and blue of a computed colour, or null for a form this does not read. */
function rgb(colour) {
  const found = /^rgba?\((\d+), (\d+), (\d+)\)$/.exec(colour);
  return found && found.slice(1, 4).map(Number);
}

function luminance(colour) {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG contrast of two colours, 1 to 21. */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * Use the page's --appeal-guide-accent where it can be seen (3:1 against the ground), with black
 * or white words on it, whichever is clearer (always 4.5:1 or more). Else keep our own colour.
 */
export function useAccent(host, box) {
  for (const name of ['--appeal-guide-accent-safe', '--appeal-guide-on-accent']) box.style.removeProperty(name);
  const asked = getComputedStyle(host).getPropertyValue('--appeal-guide-accent').trim();
  if (!asked) return;
  const probe = document.createElement('span');
  probe.style.color = asked;
  probe.style.backgroundColor = 'var(--ground)';
  box.append(probe);
  const { color, backgroundColor } = getComputedStyle(probe);
  const isColour = probe.style.color !== '';
  probe.remove();
  const [accent, ground] = [rgb(color), rgb(backgroundColor)];
  if (!isColour || !accent || !ground || contrast(accent, ground) < 3) return;
  const white = contrast(accent, [255, 255, 255]);
  box.style.setProperty('--appeal-guide-accent-safe', asked);
  box.style.setProperty('--appeal-guide-on-accent', white >= contrast(accent, [0, 0, 0]) ? '#fff' : '#000');
}
