/** Dark, light or the system's: one attribute on the root, which every colour hangs on. */
const key = 'imalink.theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');
let wish: 'system' | 'dark' | 'light' = remembered();

function draw(): void {
  document.documentElement.dataset['theme'] = wish === 'system' ? (dark.matches ? 'dark' : 'light') : wish;
}

/** Applies a wish now, and remembers it so that the next start does not flash. */
export function applyTheme(theme: 'system' | 'dark' | 'light'): void {
  wish = theme;
  try {
    localStorage.setItem(key, theme);
  } catch {
    // The settings file has it; only the first moment of the next start is affected.
  }
  draw();
}

function remembered(): 'system' | 'dark' | 'light' {
  try {
    const kept = localStorage.getItem(key);
    return kept === 'dark' || kept === 'light' ? kept : 'system';
  } catch {
    return 'system';
  }
}

dark.addEventListener('change', draw);
draw();
