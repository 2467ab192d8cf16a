/** Pure. What people send with forms, read with every fault named at its field. */
@NullMarked
package dev.weir.console.form;

import org.jspecify.annotations.NullMarked;
