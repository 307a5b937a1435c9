package io.coinslot.examplegame.demo;

/** Colours, where somebody is there to see them. */
record Paint(boolean on) {

    /** Colours on a terminal only, and not where NO_COLOR asks for none. */
    static Paint forStandardOutput() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return new Paint(terminal && System.getenv("NO_COLOR") == null);
    }

    String good(String text) {
        return painted("32", text);
    }

    String bad(String text) {
        return painted("31", text);
    }

    String heading(String text) {
        return painted("1", text);
    }

    String quiet(String text) {
        return painted("2", text);
    }

    private String painted(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
