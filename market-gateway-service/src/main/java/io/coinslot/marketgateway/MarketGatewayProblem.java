package io.coinslot.marketgateway;

import io.coinslot.servicekit.problem.ProblemType;
import java.util.Locale;

/** The market gateway's own refusals. */
public enum MarketGatewayProblem implements ProblemType {
    NOTIFICATION_NOT_PARKED(409, "The notification is not parked");

    private final int status;
    private final String title;

    MarketGatewayProblem(int status, String title) {
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
