package io.coinslot.gateway.entrance;

import io.coinslot.gateway.route.Route;
import io.coinslot.servicekit.http.CountedBody;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** How long a body may be, also where its length was not told beforehand, and how long it may take to arrive. */
final class LimitedBody {
    private static final long LONGEST_SECONDS = 10;
    private static final long BYTES_PER_FURTHER_SECOND = 65_536;

    private LimitedBody() {}

    /**
     * The request with its body, all of which is here: one that is too long or too late is refused. So nobody holds a
     * place at a service, or a connection to it, with a body that does not come. How much of them lies in memory is
     * bounded by whoever counts them.
     *
     * @param open is told how many bytes there are and refuses to take so many in by throwing. It hears of a length that
     *     the sender tells before any of them comes: bodies that come beside each other would stop each other half way
     */
    static HttpServletRequest of(HttpServletRequest request, Route route, LongConsumer open) throws IOException {
        if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
            return request;
        }
        open.accept(Math.min(request.getContentLengthLong(), route.maximumBodyBytes()));
        LongConsumer limit = limit(route.maximumBodyBytes(), System::nanoTime);
        return ReadBody.of(new CountedBody(request, limit.andThen(open)));
    }

    /** Is told how many bytes have come. Ten seconds are enough for all of them, or a second for each 64 KiB more. */
    static LongConsumer limit(int maximumBytes, LongSupplier nanoTime) {
        long start = nanoTime.getAsLong();
        return bytes -> {
            if (bytes > maximumBytes) {
                throw tooLarge(maximumBytes).asException();
            }
            long allowedSeconds = LONGEST_SECONDS + bytes / BYTES_PER_FURTHER_SECOND;
            if (nanoTime.getAsLong() - start > TimeUnit.SECONDS.toNanos(allowedSeconds)) {
                throw CountedBody.tooSlow().asException();
            }
        };
    }

    static Problem tooLarge(int maximumBytes) {
        return Problem.of(
                GeneralProblem.PAYLOAD_TOO_LARGE, "The body may have at most " + maximumBytes + " bytes here");
    }
}
