/* What the tests ask a page about its looks: an expression with one function a question, each answering with offenders. */
({
  /** Elements whose content is cut off, or which stand outside the window. */
  cut() {
    const parts = ".key, .key > span, .bubble, .item, .main, .wide, .person, .toast, .languages label, dialog";
    return [...document.querySelectorAll(parts)]
      .filter((one) => one.checkVisibility())
      .filter((one) => {
        const { left, right } = one.getBoundingClientRect();
        const clipped = getComputedStyle(one).display !== "inline" && one.scrollWidth > one.clientWidth + 1;
        return clipped || one.scrollHeight > one.clientHeight + 1 || left < -0.5 || right > innerWidth + 0.5;
      })
      .map((one) => `${one.className}: ${one.textContent.slice(0, 60)}`);
  },

  /** Elements that can be or are scrolled sideways. */
  sideways() {
    return [...document.querySelectorAll("*")]
      .filter((one) => {
        const scrolls = ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
        return one.scrollLeft !== 0 || (scrolls && one.scrollWidth > one.clientWidth + 1);
      })
      .concat(document.documentElement.scrollWidth > innerWidth ? [document.documentElement] : [])
      .map((one) => one.className || one.localName);
  },

  /** Words of a key that had to be broken into two lines. */
  broken() {
    const words = (span) => {
      const text = span.firstChild.data;
      return [...text.matchAll(/[^\s-]+/g)].filter((word) => {
        const range = document.createRange();
        range.setStart(span.firstChild, word.index);
        range.setEnd(span.firstChild, word.index + word[0].length);
        return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
      });
    };
    return [...document.querySelectorAll(".key > span")].flatMap((span) => words(span).map((word) => word[0]));
  },

  /** Texts whose contrast with what is behind them is under 4.5 (WCAG 2.2, level AA). */
  pale() {
    const parse = (text) => {
      const numbers = text.match(/[\d.]+/g).map(Number);
      return numbers.length > 3 ? numbers : [...numbers, 1];
    };
    const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const light = (colour) => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => sum + part * linear(colour[i] / 255), 0);
    const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
    const behind = (element) => {
      const layers = [];
      for (let at = element; at; at = at.parentElement) layers.unshift(parse(getComputedStyle(at).backgroundColor));
      return layers.reduce((under, layer) => over(layer, under), [255, 255, 255]);
    };
    const ratio = (element) => {
      const under = behind(element);
      const pair = [light(over(parse(getComputedStyle(element).color), under)), light(under)].sort((x, y) => y - x);
      return (pair[0] + 0.05) / (pair[1] + 0.05);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const offenders = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const words = walker.currentNode.data.trim();
      const seen = element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen, noscript, :disabled");
      if (words && seen && ratio(element) < 4.5) offenders.push(`${words.slice(0, 30)}: ${ratio(element).toFixed(2)}`);
    }
    return offenders;
  },

  /** Things to press or fill in that have no name for a screen reader. */
  nameless() {
    return [...document.querySelectorAll("button, a, input, textarea")]
      .filter((one) => !one.textContent.trim() && !one.getAttribute("aria-label") && !one.labels?.length)
      .map((one) => one.outerHTML);
  },

  /** What the page builds from `html`: its tags, text, attributes and the rel of the first link. */
  async built(html) {
    const { richText } = await import("/web/rich_text.js");
    const box = document.createElement("div");
    box.append(...richText(html, () => undefined));
    const all = [...box.querySelectorAll("*")];
    const attributes = all.flatMap((one) => one.getAttributeNames());
    return { tags: all.map((one) => one.localName), text: box.textContent, attributes, rel: box.querySelector("a").rel };
  },
})
