package io.coinslot.settlement.journal;

class InMemoryWaitingCapturesTest extends WaitingCapturesContract {
    private final WaitingCaptures captures = new InMemoryWaitingCaptures();

    @Override
    protected WaitingCaptures captures() {
        return captures;
    }
}
