package io.coinslot.simulators.market;

import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;

/** One simulated market: its protocol as merchants see it, and the control interface behind it. */
public interface Market extends AutoCloseable {
    /** The market's name, which is also the root its protocol is served under. */
    String name();

    /** Answers a request of the market's own protocol. */
    Response serve(Request request);

    /** The market's own wording of a failure with this status. */
    Response fail(Request request, int status);

    /** What players, consoles and fate do to the market. */
    MarketControl control();

    /** Does what has become due by the market's clock. */
    void tick();

    @Override
    void close();
}
