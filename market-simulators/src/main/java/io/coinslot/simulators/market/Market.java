package io.coinslot.simulators.market;

import io.coinslot.simulators.control.Controls;
import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.control.MarketControls;

/** One simulated market: its protocol as merchants see it, and the control interface behind it. */
public interface Market extends Party {
    /** What players, consoles and fate do to the market. */
    MarketControl control();

    @Override
    default Controls controls() {
        return new MarketControls(control());
    }
}
