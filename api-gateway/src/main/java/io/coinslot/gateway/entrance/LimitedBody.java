package io.coinslot.gateway.entrance;

import io.coinslot.servicekit.http.CountedBody;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;

/** How long a body may be, also where its length was not told beforehand. */
final class LimitedBody {
    private LimitedBody() {}

    /** The request itself if its length is known, and so was checked. */
    static HttpServletRequest of(HttpServletRequest request, int maximumBytes) {
        return request.getHeader("Transfer-Encoding") == null
                ? request
                : new CountedBody(request, bytes -> check(bytes, maximumBytes));
    }

    private static void check(long bytes, int maximumBytes) {
        if (bytes > maximumBytes) {
            throw tooLarge(maximumBytes).asException();
        }
    }

    static Problem tooLarge(int maximumBytes) {
        return Problem.of(
                GeneralProblem.PAYLOAD_TOO_LARGE, "The body may have at most " + maximumBytes + " bytes here");
    }
}
