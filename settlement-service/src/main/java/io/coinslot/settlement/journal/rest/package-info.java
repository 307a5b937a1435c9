/** Shows the entries of a purchase, so that every figure can be explained. */
@NullMarked
package io.coinslot.settlement.journal.rest;

import org.jspecify.annotations.NullMarked;
