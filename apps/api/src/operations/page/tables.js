/** What came from the API only ever becomes text: names and reasons are other people's words. */
function element(name, text = '', properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...properties });
}

/** A cell is a text, a number, or an element; numbers stand below each other. */
function cell(content) {
  const isNumber = typeof content === 'number' || content instanceof HTMLDataElement;
  const holder = element('td', '', isNumber ? { className: 'number' } : {});
  holder.append(content);
  return holder;
}

/** Shows rows in a table's body, or a word about there being none. */
export function showRows(body, rows, columns, none) {
  const empty = element('td', none, { className: 'empty', colSpan: columns });
  const shown = rows.length > 0 ? rows.map((cells) => cells.map(cell)) : [[empty]];
  body.replaceChildren(
    ...shown.map((cells) => {
      const row = element('tr');
      row.append(...cells);
      return row;
    }),
  );
}

/** A number that stands out where it is bad: most often, where there should be none. */
export function alarming(count, isBad = count > 0) {
  return element('data', String(count), { value: String(count), className: isBad ? 'is-bad' : '' });
}

/** How long, to be read at a glance: `0.4 s`, `12 min`, `3.5 h`. */
export function duration(seconds) {
  if (seconds < 60) {
    return `${seconds.toFixed(1)} s`;
  }
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** Orders by their states: a bar, and what its colours mean. */
export function showStates(bar, key, states) {
  const counted = Object.entries(states).filter(([, count]) => count > 0);
  const parts = counted.map(([state, count]) => {
    const part = element('span', '', { title: `${state}: ${count}` });
    part.dataset.state = state;
    part.style.flexGrow = String(count);
    return part;
  });
  const lines = Object.entries(states).map(([state, count]) => {
    const line = element('li', state);
    line.dataset.state = state;
    line.append(element('b', String(count)));
    return line;
  });
  bar.replaceChildren(...parts);
  key.replaceChildren(...lines);
}

/** A button that can be pressed once until its work is done. The label says to whom cannot see where it stands what it is for. */
export function button(text, work, label) {
  const made = element('button', text, { type: 'button', ariaLabel: label });
  made.addEventListener('click', async () => {
    made.disabled = true;
    await work().finally(() => (made.disabled = false));
  });
  return made;
}

/** What is read out when it changes must not change for nothing. */
export function say(place, words) {
  if (place.textContent !== words) {
    place.textContent = words;
  }
}
