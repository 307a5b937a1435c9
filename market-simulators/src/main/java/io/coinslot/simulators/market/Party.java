package io.coinslot.simulators.market;

import io.coinslot.simulators.control.Controls;
import io.coinslot.simulators.fault.FaultGate;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;

/** Somebody who is simulated: a protocol as others see it, and the control interface behind it. */
public interface Party extends FaultGate.Failure, AutoCloseable {
    /** The party's name, which is also the root its protocol is served under. */
    String name();

    /** Answers a request of the party's own protocol. */
    Response serve(Request request);

    /** The party's own wording of a failure with this status. */
    @Override
    Response fail(Request request, int status);

    /** The control interface, without what is the same for everybody. */
    Controls controls();

    /** Does what has become due by the markets' clock. */
    void tick();

    @Override
    void close();
}
