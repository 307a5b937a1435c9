/** Asks for settlements and shows them. */
@NullMarked
package io.coinslot.settlement.statement.rest;

import org.jspecify.annotations.NullMarked;
