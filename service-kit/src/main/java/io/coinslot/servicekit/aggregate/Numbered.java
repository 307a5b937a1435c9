package io.coinslot.servicekit.aggregate;

/**
 * A state of which some parts carry a version of its document, such as messages that their receiver puts in order by it.
 * Which version that is, is known only when the document is written: parts are decided without one and get theirs then.
 */
public interface Numbered<S> {
    /** How many parts have no version yet. */
    int unnumbered();

    /**
     * The state with a version for each of these parts, in their order: this one and those that follow it. The document is
     * written with the last of them.
     */
    S numberedFrom(long version);
}
