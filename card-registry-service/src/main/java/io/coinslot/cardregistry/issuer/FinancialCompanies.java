package io.coinslot.cardregistry.issuer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The financial companies we have an agreement with, by the name that cards give as their issuer. */
public record FinancialCompanies(Map<String, FinancialCompany> byId) {
    public FinancialCompanies {
        byId = Map.copyOf(byId);
    }

    public @Nullable FinancialCompany find(String issuerId) {
        return byId.get(issuerId);
    }

    /** The company of a card that has been accepted before. */
    public FinancialCompany get(String issuerId) {
        FinancialCompany company = byId.get(issuerId);
        if (company == null) {
            throw new IllegalStateException("there is no agreement with " + issuerId + " any more");
        }
        return company;
    }
}
