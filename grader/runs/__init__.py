"""One run: a sandboxed execution of the submission, watched from outside and told as a trace."""
