"""Do raters agree? Coefficients with intervals, what raters are like, and what more of them would bring."""
