package io.coinslot.simulators.tosspayments;

/** How the player pays. */
enum Method {
    CARD("카드"),
    TRANSFER("계좌이체"),
    VIRTUAL_ACCOUNT("가상계좌");

    private final String wire;

    Method(String wire) {
        this.wire = wire;
    }

    /** The name in the API, which is Korean. */
    String wire() {
        return wire;
    }
}
