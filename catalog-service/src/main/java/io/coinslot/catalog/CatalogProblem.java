package io.coinslot.catalog;

import io.coinslot.servicekit.problem.ProblemType;
import java.util.Locale;

/** The catalog's own refusals. */
public enum CatalogProblem implements ProblemType {
    SERVICE_EXISTS(409, "A service with this id exists"),
    TOO_MANY_PRODUCTS(409, "The service has as many products as it may have"),
    MARKET_NOT_OFFERED(422, "This market is not offered yet");

    private final int status;
    private final String title;

    CatalogProblem(int status, String title) {
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
