/* The light live layer: pages renew themselves in place, and keys go places. Needs htmx. */
(() => {
  'use strict';
  const LIVE = 2000;
  const SLOW = 10000;

  // Morphing: the page that comes is laid over the page that is there, so that focus, open
  // details and half-written fields stay as they are. What has data-own fills itself.
  const isSame = (old, next) =>
    old.nodeType === next.nodeType && old.nodeName === next.nodeName && (old.id || '') === (next.id || '');

  function morph(old, next) {
    if (old.hasAttribute('data-own')) return;
    for (const { name } of [...old.attributes]) {
      if (!next.hasAttribute(name) && !(name === 'open' && old.nodeName === 'DETAILS')) old.removeAttribute(name);
    }
    for (const { name, value } of next.attributes) {
      if (old.getAttribute(name) !== value && !(name === 'open' && old.nodeName === 'DETAILS')) old.setAttribute(name, value);
    }
    morphChildren(old, next);
  }

  function morphChildren(old, next) {
    let at = old.firstChild;
    for (const wanted of [...next.childNodes]) {
      let match = at;
      while (match && !isSame(match, wanted)) match = wanted.id ? match.nextSibling : null;
      if (!match) {
        old.insertBefore(wanted, at);
        continue;
      }
      while (at !== match) {
        const gone = at;
        at = at.nextSibling;
        gone.remove();
      }
      if (match.nodeType === Node.ELEMENT_NODE) morph(match, wanted);
      else if (match.data !== wanted.data) match.data = wanted.data;
      at = match.nextSibling;
    }
    while (at) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
  }

  htmx.defineExtension('morph', {
    isInlineSwap: (style) => style === 'morph',
    handleSwap: (style, target, fragment) => {
      if (style === 'morph') {
        morph(target, fragment.firstElementChild);
      } else if (style === 'morph-inner') {
        morphChildren(target, fragment);
      } else {
        return false;
      }
      return [target];
    },
  });

  const every = (event, time) =>
    setInterval(() => {
      if (document.visibilityState === 'visible') htmx.trigger(document.body, event);
    }, time);
  every('live', LIVE);
  every('slow', SLOW);

  const lost = document.getElementById('lost');
  document.addEventListener('htmx:afterRequest', (event) => {
    lost.hidden = event.detail.successful === true;
  });

  // Keys: / to the search field, g and a letter to a page, Escape out of a field.
  let isGoing = false;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches('input, textarea, select')) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    if (event.key === '/') {
      const search = document.getElementById('search');
      if (search) {
        search.focus();
        event.preventDefault();
      }
    } else if (isGoing) {
      const link = [...document.querySelectorAll('a[data-key]')].find((a) => a.dataset.key === event.key);
      if (link) link.click();
    }
    isGoing = event.key === 'g';
  });
})();
