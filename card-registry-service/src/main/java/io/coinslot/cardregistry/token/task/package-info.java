/** What the financial company still has to be told about tokens. */
@NullMarked
package io.coinslot.cardregistry.token.task;

import org.jspecify.annotations.NullMarked;
