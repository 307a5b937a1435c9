package io.coinslot.simulators.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.coinslot.simulators.protocol.Handler;
import io.coinslot.simulators.protocol.HungUp;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.Map;
import java.util.function.IntFunction;

/** Stands before a market and lets go wrong what its {@link FaultBoard} says. */
public final class FaultGate implements Handler {
    private static final Map<String, String> PAGE = Map.of("Content-Type", "text/html");

    private final FaultBoard board;
    private final Handler market;
    private final Failure failure;

    /** Puts the gate before a market. */
    public FaultGate(FaultBoard board, Handler market, Failure failure) {
        this.board = board;
        this.market = market;
        this.failure = failure;
    }

    /** How a market words a failure of its own. */
    public interface Failure {
        /** The market's answer to a request that it fails with this status. */
        Response fail(Request request, int status);

        /**
         * The same where the request was carried out.
         *
         * @param done what it would have been answered
         */
        default Response failAfter(Request request, Response done, int status) {
            return fail(request, status);
        }
    }

    @Override
    public Response handle(Request request) {
        FaultBoard.Regime regime = board.regime();
        Faults faults = regime.faults();
        if (!faults.disturbsRequests() || regime.isUsedUp() || !concerns(faults, request)) {
            return market.handle(request);
        }
        if (faults.latencyMillis() > 0) {
            regime.hold(faults.latencyMillis());
        }
        if (board.chance(faults.hang()) && regime.takeOne()) {
            leaveUnanswered(regime);
            return failure.fail(request, 503);
        }
        if (board.chance(faults.errorRate()) && regime.takeOne()) {
            return failed(faults, status -> failure.fail(request, status));
        }
        return committed(request, faults, regime);
    }

    private Response committed(Request request, Faults faults, FaultBoard.Regime regime) {
        Response response = market.handle(request);
        boolean changing = !request.method().equals("GET");
        if (changing && board.chance(faults.errorAfterCommit()) && regime.takeOne()) {
            return failed(faults, status -> failure.failAfter(request, response, status));
        }
        if (changing && board.chance(faults.timeoutAfterCommit()) && regime.takeOne()) {
            leaveUnanswered(regime);
        }
        return board.chance(faults.drip()) && regime.takeOne()
                ? response.dripping(() -> regime.hold(faults.dripMillis()))
                : response;
    }

    private static Response failed(Faults faults, IntFunction<Response> wording) {
        return faults.errorPage()
                ? new Response(faults.errorStatus(), PAGE, "<html><body>Sorry</body></html>".getBytes(US_ASCII))
                : wording.apply(faults.errorStatus());
    }

    /** The caller gives up before the time is over, or finds out at once that nobody is there any more. */
    private static void leaveUnanswered(FaultBoard.Regime regime) {
        int millis = regime.faults().holdMillis();
        if (millis == 0) {
            throw new HungUp();
        }
        regime.hold(millis);
    }

    private static boolean concerns(Faults faults, Request request) {
        return faults.pathContains().isEmpty()
                || String.join("/", request.path()).contains(faults.pathContains());
    }
}
