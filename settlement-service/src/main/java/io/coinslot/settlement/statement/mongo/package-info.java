/** Finds in MongoDB what a statement is made of. */
@NullMarked
package io.coinslot.settlement.statement.mongo;

import org.jspecify.annotations.NullMarked;
