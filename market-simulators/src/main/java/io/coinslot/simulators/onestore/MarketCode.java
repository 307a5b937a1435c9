package io.coinslot.simulators.onestore;

/** Where an application is sold: in Korea, or in the rest of the world. Either knows nothing of the other's purchases. */
enum MarketCode {
    MKT_ONE,
    MKT_GLB;

    /** What a request's {@code x-market-code} says; Korea if it says nothing. */
    static MarketCode of(String header) {
        return switch (header) {
            case "", "MKT_ONE" -> MKT_ONE;
            case "MKT_GLB" -> MKT_GLB;
            default -> throw OneStoreRefusal.invalidRequest("x-market-code");
        };
    }
}
