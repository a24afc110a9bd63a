import { Component, type ReactNode } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';

/** A bug in a screen stays in that screen: jobs run on in the core, and one can go elsewhere or try again. React has boundaries only as classes. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error == null) return this.props.children;
    return (
      <EmptyState
        isError
        title={t.app.screenStopped}
        action={
          <div style={{ display: 'flex', gap: 8 }}>
            <Button variant="accent" onClick={() => this.setState({ error: null })}>
              {t.common.tryAgain}
            </Button>
            <Button onClick={() => void navigator.clipboard.writeText(`${error.message}\n${error.stack ?? ''}`)}>{t.app.copyReport}</Button>
          </div>
        }
      >
        {t.app.importsGoOn} {error.message}
      </EmptyState>
    );
  }
}
