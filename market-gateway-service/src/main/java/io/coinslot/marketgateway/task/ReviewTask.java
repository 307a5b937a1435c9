package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.AnswersRefundReviews;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.servicekit.aggregate.Task;

/** Answers a market that is about to give money back. What cannot be answered by itself is an operator's. */
final class ReviewTask extends MarketTask {
    ReviewTask(Counter counter) {
        super(PaymentTasks.REVIEW, counter);
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        boolean answered = counter()
                .desk(AnswersRefundReviews.class, payment)
                .answer(counter().link(payment), payment);
        return answered ? nothingToDo() : done(current -> MarketAnswers.reviewAsked(current, MarketAnswers.nothing()));
    }

    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return done(parking(failure.toString()));
    }
}
