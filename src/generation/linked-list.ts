/** A doubly linked list: whoever holds a node takes it out, wherever it stands, without looking at the others. */

export interface ListNode<T> {
  readonly value: T;
}

export interface LinkedList<T> {
  /** Null when the list is empty. */
  first(): ListNode<T> | null;
  append(value: T): ListNode<T>;
  /** Takes out a node that is in this list. */
  remove(node: ListNode<T>): void;
}

interface Linked<T> extends ListNode<T> {
  before: Linked<T> | null;
  after: Linked<T> | null;
}

export function createLinkedList<T>(): LinkedList<T> {
  let head: Linked<T> | null = null;
  let tail: Linked<T> | null = null;
  return {
    first: () => head,
    append(value) {
      const node: Linked<T> = { value, before: tail, after: null };
      if (tail === null) head = node;
      else tail.after = node;
      tail = node;
      return node;
    },
    remove(node) {
      const { before, after } = node as Linked<T>;
      if (before === null) head = after;
      else before.after = after;
      if (after === null) tail = before;
      else after.before = before;
    },
  };
}
