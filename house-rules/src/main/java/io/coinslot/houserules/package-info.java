/** The house rules as code: formatting, tidiness and the walls between packages. */
@NullMarked
package io.coinslot.houserules;

import org.jspecify.annotations.NullMarked;
