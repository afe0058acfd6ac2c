/** What this browser remembers of the page; without storage (private windows, policies) it remembers nothing and works. */

export function recall(key) {
  try {
    return localStorage.getItem(`sandbox.${key}`);
  } catch (refused) {
    return null;
  }
}

export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(`sandbox.${key}`);
    else localStorage.setItem(`sandbox.${key}`, value);
  } catch (refused) {
    console.info(`"${key}" is not remembered: this browser keeps no storage.`, refused.name);
  }
}
