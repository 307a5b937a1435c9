package io.coinslot.simulators.control;

/** A control request that cannot be carried out: bad input, an unknown transaction, or a state that does not allow it. */
public final class ControlRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String pointer;

    private ControlRefusal(int status, String pointer, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.pointer = pointer;
    }

    /** A field that is missing or wrong; the pointer names it. */
    public static ControlRefusal invalid(String pointer, String detail) {
        return new ControlRefusal(400, pointer, detail);
    }

    /** Something that the market does not know. */
    public static ControlRefusal unknown(String detail) {
        return new ControlRefusal(404, "", detail);
    }

    /** Something that the state of the transaction does not allow. */
    public static ControlRefusal conflict(String detail) {
        return new ControlRefusal(409, "", detail);
    }

    int status() {
        return status;
    }

    String pointer() {
        return pointer;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
