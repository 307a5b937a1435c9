package io.coinslot.marketgateway.contract;

/** A part of the contract: its cases are steps of a journey at the market under test. */
interface MarketSteps {
    MarketJourney journey();
}
