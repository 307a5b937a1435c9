package io.coinslot.servicekit.aggregate;

/** A state as it is written, and with which version: the next, or one that has room for all parts that want one. */
record Numbering<S>(S state, long version) {
    /** @param before the version that the document has; 0 if there is none yet */
    @SuppressWarnings("unchecked")
    static <S> Numbering<S> after(long before, S state) {
        int parts = state instanceof Numbered<?> numbered ? numbered.unnumbered() : 0;
        return parts == 0
                ? new Numbering<>(state, before + 1)
                : new Numbering<>(((Numbered<S>) state).numberedFrom(before + 1), before + parts);
    }
}
