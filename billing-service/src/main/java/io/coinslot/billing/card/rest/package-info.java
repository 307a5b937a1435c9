/** Shows how services were told of their tokens, and tells them again. */
@NullMarked
package io.coinslot.billing.card.rest;

import org.jspecify.annotations.NullMarked;
