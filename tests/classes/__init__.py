"""Classes, reports and questions: rules over real tables, and whole roads by tapping."""
