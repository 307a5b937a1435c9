package io.coinslot.cardregistry.signature.rest;

import io.coinslot.cardregistry.signature.SignatureRefused;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemType;
import java.util.List;
import java.util.Locale;

/**
 * Why a partner does not get what it asks for.
 *
 * @param code by which partners' programs tell one reason from another, such as SIGNATURE_STALE
 */
public record PartnerProblem(int status, String code) implements ProblemType {
    private static final int UNAUTHORIZED = 401;

    /** It is not proven who asks, or that this was not asked before. */
    public static Problem unproven(String code) {
        return new Problem(
                new PartnerProblem(UNAUTHORIZED, code),
                code,
                List.of(),
                null,
                SignedRequests.SCHEME + " realm=\"coinslot\"");
    }

    /** The same, since a message is not signed as it must be. */
    public static Problem unproven(SignatureRefused refused) {
        return unproven(refused.reason().name());
    }

    @Override
    public String slug() {
        return code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code as people write it, such as "Signature stale". */
    @Override
    public String title() {
        return code.charAt(0) + code.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
