/** The financial company that turns cards into tokens, in the card networks' terms. */
@NullMarked
package io.coinslot.cardregistry.issuer;

import org.jspecify.annotations.NullMarked;
