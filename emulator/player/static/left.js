"use strict";

// A browser lets a page close only a window that a page opened; otherwise the words stay to be read.
(window.top === window ? window : window.top).close();
