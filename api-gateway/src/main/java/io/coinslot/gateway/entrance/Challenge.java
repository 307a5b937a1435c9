package io.coinslot.gateway.entrance;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.DpopProofs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal with 401 and what it says in WWW-Authenticate (RFC 6750, RFC 9449), so that a client knows what to do. */
final class Challenge extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String BEARER = "Bearer realm=\"coinslot\"";
    private static final String INVALID_TOKEN = "invalid_token";

    private final transient Problem problem;
    private final transient List<String> headers;

    private Challenge(String detail, List<String> headers) {
        super(detail, null, false, false);
        this.problem = Problem.of(GeneralProblem.UNAUTHENTICATED, detail);
        this.headers = List.copyOf(headers);
    }

    Problem problem() {
        return problem;
    }

    /** The values of WWW-Authenticate: one for each scheme that would be accepted. */
    List<String> headers() {
        return headers;
    }

    /** There is no token that could be looked at. */
    static Challenge missing(String detail) {
        return new Challenge(detail, List.of(BEARER, dpop(null)));
    }

    static Challenge invalidBearer(String detail) {
        return new Challenge(detail, List.of(BEARER + ", error=\"" + INVALID_TOKEN + "\"", dpop(null)));
    }

    static Challenge invalidBound(String detail) {
        return new Challenge(detail, List.of(dpop(INVALID_TOKEN)));
    }

    static Challenge badProof(DpopProofs.BadProof fault) {
        return new Challenge(fault.reason(), List.of(fault.challenge()));
    }

    private static String dpop(@Nullable String error) {
        return DpopProofs.challenge(error, null);
    }
}
