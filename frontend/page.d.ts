// What the page's scripts take for granted of the browser: they look for elements of HTML alone.

interface ParentNode {
  querySelector<E extends HTMLElement = HTMLElement>(selectors: string): E | null;
  querySelectorAll<E extends HTMLElement = HTMLElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<E extends HTMLElement = HTMLElement>(selectors: string): E | null;
}

// What Gradio's own scripts ask ours.
interface Window {
  wenju: {
    begin: (trigger: (event: string) => void, events: Record<string, string>) => void;
    taken: (kind: string, last: boolean) => string;
    limits?: () => string;
    language?: () => string;
    visitor?: () => string;
    sent?: (question: string, limits: string, instead: string, ...others: unknown[]) => unknown[];
  };
}
