package io.coinslot.gateway.entrance;

import io.coinslot.servicekit.problem.ProblemType;
import java.util.Locale;

/** Refusals that only the gateway knows. */
public enum GatewayProblem implements ProblemType {
    AMBIGUOUS_PATH(400, "The path can be read in more than one way"),
    ADMINISTRATOR_ONLY(403, "Only the administrator may do this"),
    UPSTREAM_TIMEOUT(504, "The answer took too long");

    private final int status;
    private final String title;

    GatewayProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
