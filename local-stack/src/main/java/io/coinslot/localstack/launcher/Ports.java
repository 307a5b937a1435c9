package io.coinslot.localstack.launcher;

/** The ports of the stack, all derived from one. */
record Ports(int base) {
    static final int DEFAULT_BASE = 8080;
    private static final int HIGHEST_BASE = 65535 - 18937;

    Ports {
        if (base < 1024 || base > HIGHEST_BASE) {
            throw new UserError("--port-base must be between 1024 and " + HIGHEST_BASE);
        }
    }

    int gateway() {
        return base;
    }

    int registry() {
        return base + 1;
    }

    int simulators() {
        return base + 10;
    }

    int exampleGame() {
        return base + 11;
    }

    int catalog() {
        return base + 21;
    }

    int billing() {
        return base + 22;
    }

    int marketGateway() {
        return base + 23;
    }

    int settlement() {
        return base + 24;
    }

    int cardRegistry() {
        return base + 25;
    }

    int broker() {
        return base + 1012;
    }

    int brokerController() {
        return base + 1013;
    }

    int store() {
        return base + 18937;
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
