package io.coinslot.cardregistry.charge;

import io.coinslot.cardregistry.charge.ChargeRefused.Reason;
import io.coinslot.cardregistry.issuer.CompanyLine;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenHandle;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenOwner;
import io.coinslot.cardregistry.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from the financial company what is needed to pay with a token once. It comes sealed for whoever charges, and
 * goes on as it came: neither the token's number nor its cryptogram can be read here. Nothing is kept; asking again
 * gives another one, which moves no money.
 */
public final class ChargeDesk {
    private final Tokens tokens;
    private final CompanyLine companies;

    public ChargeDesk(Tokens tokens, CompanyLine companies) {
        this.tokens = tokens;
        this.companies = companies;
    }

    /**
     * The sealed credential, as a compact JWE.
     *
     * @throws ChargeRefused if the token may not be paid with: as we know it, or as the company does
     * @throws IssuerFailure if the company did not answer, or cannot be asked now
     */
    public String credential(ChargeOrder order) throws ChargeRefused, IssuerFailure {
        Token token = tokens.find(order.tokenUniqueReference());
        if (token == null || !belongs(token.owner(), order)) {
            throw new ChargeRefused(Reason.TOKEN_UNKNOWN);
        }
        switch (token.status()) {
            case INACTIVE -> throw new ChargeRefused(Reason.TOKEN_INACTIVE);
            case SUSPENDED -> throw new ChargeRefused(Reason.TOKEN_SUSPENDED);
            case DEACTIVATED -> throw new ChargeRefused(Reason.TOKEN_DELETED);
            case ACTIVE -> {}
        }
        try {
            return ask(token, order.recipientKey());
        } catch (IssuerFailure failure) {
            if (failure.kind() == IssuerFailure.Kind.REFUSED) {
                throw new ChargeRefused(reason(failure.code()));
            }
            throw failure;
        }
    }

    private static boolean belongs(@Nullable TokenOwner owner, ChargeOrder order) {
        return owner != null
                && owner.serviceId().equals(order.serviceId())
                && owner.userId().equals(order.userId());
    }

    private String ask(Token token, String recipientKey) throws IssuerFailure {
        TokenHandle handle = new TokenHandle(token.tokenUniqueReference(), token.taskId());
        return companies.call(token.issuerId(), company -> company.credential(handle, recipientKey));
    }

    /** The company may have heard of a suspension or an end before we did. */
    private static Reason reason(String code) {
        return switch (code) {
            case "TOKEN_NOT_FOUND" -> Reason.TOKEN_UNKNOWN;
            case "TOKEN_NOT_ACTIVE" -> Reason.TOKEN_INACTIVE;
            case "TOKEN_SUSPENDED" -> Reason.TOKEN_SUSPENDED;
            case "TOKEN_DEACTIVATED" -> Reason.TOKEN_DELETED;
            default -> Reason.ISSUER_REFUSED;
        };
    }
}
