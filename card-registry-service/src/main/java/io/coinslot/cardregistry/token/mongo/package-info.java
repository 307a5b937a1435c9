/** Lists of tokens. */
@NullMarked
package io.coinslot.cardregistry.token.mongo;

import org.jspecify.annotations.NullMarked;
